/** `npm start`: prepares what is missing, then runs the quickstart in this very process. */
import { prepare } from './prepare.mjs';

process.env['VIVARIUM_PYTHON'] = await prepare('examples');
await import('../examples/01-quickstart/main.ts');
