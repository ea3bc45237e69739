/**
 * How faithful a map is: metrics that hide patches in the order of the map and watch the
 * probability of the class. A new metric is one class that implements
 * {@link io.heatlens.explain.metric.Metric}; see
 * {@link io.heatlens.explain.metric.Deletion}.
 */
@NullMarked
package io.heatlens.explain.metric;

import org.jspecify.annotations.NullMarked;
