/** What the adapter's tools take and give. Declared once, a typo in a tool's name or arguments does not compile. */

export interface Progress {
  readonly epoch: number;
  readonly loss: number;
  /** The share of the training digits read correctly. */
  readonly accuracy: number;
}

export interface Answer {
  readonly label: number;
  readonly confidence: number;
}

export interface DigitTools {
  train(args: { rows: Float32Array; labels: Int32Array; model: string; epochs: number }): Iterable<Progress>;
  classify(args: { pixels: Float32Array; model: string }): Answer;
}
