"""The war as WebAssembly: a module of all kernels, an image of what they work on, and a page that plays it.

`lowering` makes LLVM code of kernels, `driver` the day that calls them, `module` a WebAssembly module of both (`wasm`
does what a linker would). `image` lays out the memory of a war, `differences` those of other scenarios, `indicators`
what is read of the record, and `site` writes it all beside the JavaScript library in `js/`. Decision 0031 says why.
"""
