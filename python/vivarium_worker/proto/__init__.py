"""Generated from `proto/vivarium/v1/bridge.proto` by `npm run generate`; not edited by hand."""
