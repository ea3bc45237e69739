/**
 * Measures whether maps point at what they should. In come scenes whose items' places are
 * known and the explanations of them, out go three figures a map and a table. Uses the
 * service's own beans, so that what is measured is what is served.
 */
@NullMarked
package io.heatlens.localisation;

import org.jspecify.annotations.NullMarked;
