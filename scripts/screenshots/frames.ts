/** In the browser: what has changed from one picture to the next, as WebP. */
import type { Page } from 'playwright-core';
import type { Frame } from './webp.ts';

/** @param pngs base64, all of one size; @param times when each was taken, in milliseconds. */
export async function changes(page: Page, pngs: readonly string[], times: readonly number[]): Promise<Frame[]> {
  await page.evaluate('globalThis.__name = (of) => of'); // tsx gives functions their names by it
  const made = await page.evaluate(async (pictures) => {
    const load = async (png: string): Promise<ImageData> => {
      const image = new Image();
      image.src = `data:image/png;base64,${png}`;
      await image.decode();
      const canvas = new OffscreenCanvas(image.width, image.height);
      const context = canvas.getContext('2d');
      if (context === null) throw new Error('no canvas');
      context.drawImage(image, 0, 0);
      return context.getImageData(0, 0, image.width, image.height);
    };
    const boxOf = (now: ImageData, before: ImageData | undefined) => {
      const { width, height } = now;
      if (before === undefined) return { x: 0, y: 0, width, height };
      const [a, b] = [new Uint32Array(now.data.buffer), new Uint32Array(before.data.buffer)];
      let [left, top, right, bottom] = [width, height, 0, 0];
      for (let at = 0; at < a.length; at += 1) {
        if (a[at] === b[at]) continue;
        const [x, y] = [at % width, Math.floor(at / width)];
        [left, right] = [Math.min(left, x), Math.max(right, x)];
        [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
      }
      if (right < left) return { x: 0, y: 0, width: 2, height: 2 };
      const [evenX, evenY] = [left - (left % 2), top - (top % 2)];
      return { x: evenX, y: evenY, width: right - evenX + 1, height: bottom - evenY + 1 };
    };
    const encode = async (picture: ImageData, box: ReturnType<typeof boxOf>): Promise<string> => {
      const canvas = new OffscreenCanvas(box.width, box.height);
      canvas.getContext('2d')?.putImageData(picture, -box.x, -box.y);
      const bytes = new Uint8Array(
        await (await canvas.convertToBlob({ type: 'image/webp', quality: 0.82 })).arrayBuffer(),
      );
      return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
    };
    const frames = [];
    let before: ImageData | undefined;
    for (const png of pictures) {
      const now = await load(png);
      const box = boxOf(now, before);
      frames.push({ ...box, webp: await encode(now, box) });
      before = now;
    }
    return frames;
  }, pngs);
  return made.map((frame, index) => ({
    ...frame,
    ms: Math.round((times[index + 1] ?? (times[index] ?? 0) + 2_000) - (times[index] ?? 0)),
  }));
}
