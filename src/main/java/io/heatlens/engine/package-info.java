/**
 * Runs work on few threads, whatever the work is: admission, queue, batches, deadlines,
 * and libtorch with its threads and gradient switches. In come tasks that use tensors,
 * out go their results with the time that they waited and ran. May use DJL; knows nothing
 * of transformers, pictures or HTTP.
 */
@NullMarked
package io.heatlens.engine;

import org.jspecify.annotations.NullMarked;
