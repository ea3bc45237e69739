/**
 * The only code that imports Tomcat. It limits the time and memory of request bodies,
 * keeps threads for probes, detects clients that have closed their connections, and turns
 * Tomcat's error pages into problem documents. It handles a request before Spring does.
 */
@NullMarked
package io.heatlens.web.tomcat;

import org.jspecify.annotations.NullMarked;
