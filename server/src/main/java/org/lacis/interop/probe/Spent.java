package org.lacis.interop.probe;

import java.time.Duration;

/// What a check has taken of a partner.
public record Spent(int requests, Duration time, long bytes) {}
