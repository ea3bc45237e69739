/**
 * The families of Hugging Face's transformers, one class for each model type, and the
 * parts that they share. Any class may use {@code vit.family}, and what that may use.
 */
@NullMarked
package io.heatlens.vit.family.huggingface;

import org.jspecify.annotations.NullMarked;
