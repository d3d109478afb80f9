package org.lacis.validate.shacl;

/// Whether something is an instance of a class or of one of its subclasses.
///
/// @param slot its place among the classes of the shapes
record ClassTest(Constant type, int slot) {}
