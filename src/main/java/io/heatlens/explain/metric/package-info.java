/**
 * Metrics of how faithful a map is. They receive a ranking of the patches and the class's
 * probabilities while patches are hidden or shown in that order, and return a score. A
 * new metric is one class that implements {@link io.heatlens.explain.metric.Metric};
 * {@link io.heatlens.explain.metric.Deletion} is an example.
 */
@NullMarked
package io.heatlens.explain.metric;

import org.jspecify.annotations.NullMarked;
