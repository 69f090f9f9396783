/** `npm run bench`: prepares what is missing, then measures. */
import { prepare } from './prepare.mjs';

process.env['VIVARIUM_PYTHON'] = await prepare('examples');
await import('../bench/main.ts');
