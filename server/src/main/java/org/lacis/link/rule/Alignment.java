package org.lacis.link.rule;

/// The offset between the two sides, estimated for each cell of a fixed grid and taken away before
/// shapes are measured.
///
/// @param within metres, the greatest offset that is looked for
/// @param cell metres, the side of a cell; cells begin at the origin of the working CRS
/// @param minimum how many pairs a cell and its neighbours must offer, else there is no offset
public record Alignment(double within, double cell, int minimum) {}
