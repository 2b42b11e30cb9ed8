/** Which rows of a long list are near what is seen: only those are in the page. */
export interface Grid {
  columns: number;
  cellWidth: number;
  /** Height of all rows. */
  height: number;
  first: number;
  /** Exclusive. */
  end: number;
}

export interface Space {
  width: number;
  /** Of the list's top, above the upper edge of what is seen: grows as one scrolls down. */
  scrolled: number;
  viewHeight: number;
}

export function grid(
  count: number,
  space: Space,
  leastWidth: number,
  rowHeight: (width: number) => number,
  gap: number,
): Grid & { rowHeight: number } {
  const columns = Math.max(1, Math.floor((space.width + gap) / (leastWidth + gap)));
  const cellWidth = (space.width - gap * (columns - 1)) / columns;
  const height = rowHeight(cellWidth) + gap;
  const rows = Math.ceil(count / columns);
  // One screen before and after, so that fast scrolling and the Tab key find something.
  const firstRow = Math.max(0, Math.floor((space.scrolled - space.viewHeight) / height));
  const endRow = Math.max(0, Math.min(rows, Math.ceil((space.scrolled + 2 * space.viewHeight) / height)));
  return {
    columns,
    cellWidth,
    rowHeight: height,
    height: Math.max(0, rows * height - gap),
    first: Math.min(count, firstRow * columns),
    end: Math.min(count, endRow * columns),
  };
}
