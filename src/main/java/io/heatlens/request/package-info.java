/**
 * Reads what a client asks for. The parameters of the API come in as names and texts;
 * checked values go out. May use {@code render}, {@code explain} and {@code vit}; knows
 * nothing of HTTP, so that the command line takes the same parameters.
 */
@NullMarked
package io.heatlens.request;

import org.jspecify.annotations.NullMarked;
