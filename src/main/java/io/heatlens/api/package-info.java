/**
 * Defines how values are spelled in the API, in one place for all packages.
 */
@NullMarked
package io.heatlens.api;

import org.jspecify.annotations.NullMarked;
