/**
 * Who may ask, from where, and how often: comes before everything else in {@code web} and
 * knows nothing of it. Its refusals are exceptions of their own, which Spring MVC's
 * exception resolver hands to {@code web} to be answered.
 */
@NullMarked
package io.heatlens.web.access;

import org.jspecify.annotations.NullMarked;
