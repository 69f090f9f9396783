/** Before any test: the observer page as it is now, for those that open it. */
import { ensurePage } from '../../scripts/build-page.mjs';

export async function setup() {
  await ensurePage();
}
