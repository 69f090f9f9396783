/** In the browser: the texts whose contrast with what is behind them is under 4.5, and the controls that have no name. */
import type { Page } from 'playwright-core';

/** One line for each, empty when all is well. */
export function faultsOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const channels = (color: string): number[] => (color.match(/[\d.]+/g) ?? []).map(Number);
    const luminance = (color: string): number => {
      const [red = 0, green = 0, blue = 0] = channels(color).map((value) => {
        const share = value / 255;
        return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const behind = (element: Element | null): string => {
      for (let at = element; at !== null; at = at.parentElement) {
        const { backgroundColor } = getComputedStyle(at);
        if (channels(backgroundColor)[3] !== 0) return backgroundColor;
      }
      return 'rgb(255, 255, 255)';
    };
    const seen = (element: Element): boolean => {
      const { width, height } = element.getBoundingClientRect();
      return width > 1 && height > 1 && element.closest('.hidden, svg, [hidden]') === null;
    };
    const faults: string[] = [];
    for (const element of document.querySelectorAll('body *')) {
      const says = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim() !== '');
      if (says && seen(element)) {
        const [text, ground] = [luminance(getComputedStyle(element).color), luminance(behind(element))];
        const ratio = (Math.max(text, ground) + 0.05) / (Math.min(text, ground) + 0.05);
        if (ratio < 4.5)
          faults.push(`${ratio.toFixed(2)}: “${element.textContent?.slice(0, 40)}” (${element.className})`);
      }
      if (
        element.matches('button, a, input:not([hidden]), [role=tree], [role=table], [role=log], [role=list][tabindex]')
      ) {
        const labels =
          element instanceof HTMLInputElement ? [...(element.labels ?? [])].map((label) => label.textContent) : [];
        const name = [element.getAttribute('aria-label'), element.textContent, ...labels].join('').trim();
        if (name === '') faults.push(`no name: ${element.outerHTML.slice(0, 80)}`);
      }
    }
    return faults;
  });
}
