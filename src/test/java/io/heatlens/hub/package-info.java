/**
 * Tests against a small server that answers as the Hugging Face Hub does.
 */
@NullMarked
package io.heatlens.hub;

import org.jspecify.annotations.NullMarked;
