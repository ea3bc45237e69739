/**
 * What a client may ask for, in the API's words: parameters come in as names and texts,
 * checked values for the stages to the left go out. Knows nothing of HTTP, so that a
 * command line asks in the same words.
 */
@NullMarked
package io.heatlens.request;

import org.jspecify.annotations.NullMarked;
