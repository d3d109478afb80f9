package org.lacis.link.rule;

/// One named figure of a pair, which the decision of the rule speaks of.
///
/// @param name small letters, digits, hyphens, underscores; once in a rule
public record Criterion(String name, Metric metric) {}
