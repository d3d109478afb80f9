package org.lacis.interop;

import org.lacis.interop.probe.Exchange;
import org.lacis.interop.probe.Parsed;

/// An RDF document of the partner: a dump, a page of an event stream, a mapping, a catalogue.
///
/// @param exchange that it came by; `cut` when only its beginning was read
/// @param parsed what is in it
public record Source(Exchange exchange, Parsed parsed) {}
