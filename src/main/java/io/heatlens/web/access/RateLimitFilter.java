package io.heatlens.web.access;

import java.io.IOException;
import java.time.Duration;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Limits the requests of each caller by a bucket of tokens that fills up within a minute,
 * and tells in every answer how many tokens are left
 * (draft-ietf-httpapi-ratelimit-headers-11).
 */
class RateLimitFilter extends OncePerRequestFilter {

	private static final Duration WINDOW = Duration.ofMinutes(1);

	private static final long NANOS_PER_SECOND = Duration.ofSeconds(1).toNanos();

	/** Takes about 30 MB. A caller that is evicted starts again with a full bucket. */
	private static final int MAX_CALLERS = 100_000;

	private final int limit;

	private final Refusals refusals;

	private final LoadingCache<Caller, Bucket> buckets;

	RateLimitFilter(int limit, Refusals refusals) {
		this.limit = limit;
		this.refusals = refusals;
		this.buckets = Caffeine.newBuilder()
			.maximumSize(MAX_CALLERS)
			// A bucket is full again after this time.
			.expireAfterAccess(WINDOW)
			.build((caller) -> bucket());
	}

	private Bucket bucket() {
		return Bucket.builder()
			.addLimit((bandwidth) -> bandwidth.capacity(this.limit).refillGreedy(this.limit, WINDOW))
			.build();
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return !AccessPolicy.API.matches(request);
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		ConsumptionProbe probe = this.buckets.get(Caller.of(request)).tryConsumeAndReturnRemaining(1);
		response.setHeader("RateLimit-Policy", "\"requests\";q=%d;w=%d".formatted(this.limit, WINDOW.toSeconds()));
		response.setHeader("RateLimit", "\"requests\";r=%d;t=%d".formatted(probe.getRemainingTokens(),
				seconds(probe.getNanosToWaitForReset())));
		if (probe.isConsumed()) {
			chain.doFilter(request, response);
			return;
		}
		long retryAfter = seconds(probe.getNanosToWaitForRefill());
		response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(retryAfter));
		this.refusals.refuse(request, response, new RateLimitedException(this.limit, retryAfter));
	}

	private static long seconds(long nanos) {
		return Math.max(1, -Math.floorDiv(-nanos, NANOS_PER_SECOND));
	}

}
