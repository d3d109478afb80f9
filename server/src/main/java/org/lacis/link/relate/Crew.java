package org.lacis.link.relate;

import java.util.Iterator;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/// Runs tasks, side by side or not, and hands their results on in the order of the tasks, on the
/// caller's thread, with few of them in flight.
public interface Crew {
  <T> void inOrder(Iterator<? extends Callable<T>> tasks, Consumer<T> results);
}
