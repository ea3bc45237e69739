/**
 * KServe's protocols: V1 ({@code :predict} and {@code :explain}), and V2, which is the
 * Open Inference Protocol with its binary tensors. They have the images, parameters,
 * limits and problems of the own protocol, in other envelopes.
 */
@NullMarked
package io.heatlens.web.kserve;

import org.jspecify.annotations.NullMarked;
