/**
 * Tests over real HTTP.
 */
@NullMarked
package io.heatlens.web;

import org.jspecify.annotations.NullMarked;
