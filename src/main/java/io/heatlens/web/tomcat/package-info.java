/**
 * The only code that imports Tomcat: valves, request bodies with a time limit, threads
 * kept for probes, clients that went away, and its error pages as problem documents. Sees
 * a request before Spring does.
 */
@NullMarked
package io.heatlens.web.tomcat;

import org.jspecify.annotations.NullMarked;
