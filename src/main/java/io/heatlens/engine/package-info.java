/**
 * Runs work on a few threads, whatever the work is: admission, queue, batches, deadlines,
 * and libtorch with its threads and gradient mode. Tasks that use tensors come in; their
 * results go out, with the time that the tasks waited and ran. May use DJL; knows nothing
 * of transformers, images or HTTP.
 */
@NullMarked
package io.heatlens.engine;

import org.jspecify.annotations.NullMarked;
