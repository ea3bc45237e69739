/**
 * Decides which clients may send requests, from which web pages, and how often. It runs
 * before everything else in {@code web} and does not use it. It refuses requests with its
 * own exceptions, which Spring MVC's exception resolver hands to {@code web} to be
 * answered.
 */
@NullMarked
package io.heatlens.web.access;

import org.jspecify.annotations.NullMarked;
