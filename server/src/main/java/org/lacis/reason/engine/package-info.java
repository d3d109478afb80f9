/// The engine that brings facts to the fixpoint of rules, and keeps them there.
@org.jspecify.annotations.NullMarked
package org.lacis.reason.engine;
