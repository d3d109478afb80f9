package org.lacis.interop;

import java.net.URI;
import java.util.Optional;
import org.lacis.interop.probe.Budget;

/// What is to be checked, and how.
///
/// @param address of the partner
/// @param kind what it leads to, when somebody knows
/// @param profile name of the profile, or its file
/// @param budget what may be taken of the partner
/// @param seed of the sample
/// @param against what our side is called; empty when there is none
public record Asking(
    URI address,
    Optional<Kind> kind,
    String profile,
    Budget budget,
    long seed,
    Optional<String> against) {}
