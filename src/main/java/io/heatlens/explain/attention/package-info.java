/**
 * The methods that follow attention weights from what the head reads to the patches. A
 * new one extends {@link io.heatlens.explain.attention.AttentionMethod}; see
 * {@link io.heatlens.explain.attention.GenericAttention}.
 */
@NullMarked
package io.heatlens.explain.attention;

import org.jspecify.annotations.NullMarked;
