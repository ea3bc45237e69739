/**
 * Tests of the commands for folders.
 */
@NullMarked
package io.heatlens.batch;

import org.jspecify.annotations.NullMarked;
