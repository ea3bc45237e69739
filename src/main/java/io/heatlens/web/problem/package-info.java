/**
 * Translates exceptions and statuses into problem documents (RFC 9457) with an HTTP
 * status, a code and the id of the request. The documents show no path, class name or
 * stack trace.
 */
@NullMarked
package io.heatlens.web.problem;

import org.jspecify.annotations.NullMarked;
