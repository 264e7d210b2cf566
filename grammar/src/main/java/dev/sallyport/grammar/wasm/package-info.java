/**
 * Reads a WebAssembly module to trees of instructions and writes it again. Start at {@link
 * dev.sallyport.grammar.wasm.WasmModule}.
 *
 * <p>Knows the parts of WebAssembly 1.0 with bulk memory that compilers of C write; anything else
 * is refused. What it does not need to understand it copies byte for byte.
 */
@NullMarked
package dev.sallyport.grammar.wasm;

import org.jspecify.annotations.NullMarked;
