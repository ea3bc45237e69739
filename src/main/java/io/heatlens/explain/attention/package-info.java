/**
 * The methods that follow attention weights from the tokens that the head reads down to
 * the patches. They receive the attention of all blocks, with gradients if they use any,
 * and return one map per image. A new method extends
 * {@link io.heatlens.explain.attention.AttentionMethod};
 * {@link io.heatlens.explain.attention.GenericAttention} is an example.
 */
@NullMarked
package io.heatlens.explain.attention;

import org.jspecify.annotations.NullMarked;
