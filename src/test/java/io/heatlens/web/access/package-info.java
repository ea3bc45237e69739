/**
 * Tests of keys, tokens and limits.
 */
@NullMarked
package io.heatlens.web.access;

import org.jspecify.annotations.NullMarked;
