/**
 * What errors mean over HTTP: statuses, codes and problem documents (RFC 9457) with the
 * id of the request. In come exceptions and statuses, out go documents that show no path,
 * class name or stack.
 */
@NullMarked
package io.heatlens.web.problem;

import org.jspecify.annotations.NullMarked;
