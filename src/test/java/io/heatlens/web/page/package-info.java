/**
 * Tests of the page and of Swagger UI in a real browser; skipped where there is none.
 */
@NullMarked
package io.heatlens.web.page;

import org.jspecify.annotations.NullMarked;
