/** The provider that the example for language models runs on: tests use the very same. */
export { type Provider, type Seen, startProvider } from '../../../examples/11-llm-tools/provider/server.ts';
