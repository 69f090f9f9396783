/** Where the columns of the sequence are, in pixels. */

export const TIME = 92;
export const COLUMN = 148;

/** The middle of an actor's column. */
export const middleOf = (column: number): number => TIME + column * COLUMN + COLUMN / 2;
export const widthOf = (columns: number): number => TIME + columns * COLUMN;
