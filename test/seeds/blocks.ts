/** Cuts the code blocks out of a page, for tests that run them as they stand. */

export interface Block {
  readonly language: string;
  /** Among the page's blocks of its language, from 0. */
  readonly index: number;
  /** The heading it stands under, without marks. */
  readonly heading: string;
  readonly code: string;
}

/** A block begins with a fence of three backticks and a language, and ends with a bare fence, or with the page. */
export function extractBlocks(page: string): Block[] {
  const blocks: Block[] = [];
  let heading = '';
  let open: { language: string; lines: string[] } | undefined;
  const close = (): void => {
    if (open === undefined || open.language === '') return;
    const { language, lines } = open;
    const index = blocks.filter((block) => block.language === language).length;
    blocks.push({ language, index, heading, code: `${lines.join('\n')}\n` });
  };
  for (const line of page.split(/\r?\n/)) {
    if (line.startsWith('```')) {
      close();
      open = open === undefined ? { language: line.slice(3).trim(), lines: [] } : undefined;
    } else if (open !== undefined) open.lines.push(line);
    else if (/^#+ /.test(line)) heading = line.replace(/^#+ /, '');
  }
  close();
  return blocks;
}

/** A block inside of something else. */
export function indent(code: string, spaces: number): string {
  return code.replace(/^(?=.)/gm, ' '.repeat(spaces));
}
