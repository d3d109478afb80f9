package org.lacis.serve.page;

/// Which page of a list is shown.
///
/// @param page from 1
/// @param pages how many there are
/// @param address of a page, to which its number is appended
public record Paging(int page, int pages, String address) {
  public static final int SIZE = 25;

  /// Pages of a list.
  public static Paging of(long size, int page, String address) {
    return new Paging(page, (int) Math.max(1, (size + SIZE - 1) / SIZE), address);
  }

  public int from() {
    return (page - 1) * SIZE;
  }

  public boolean before() {
    return page > 1;
  }

  public boolean after() {
    return page < pages;
  }
}
