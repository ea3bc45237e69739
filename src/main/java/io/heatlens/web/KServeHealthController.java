package io.heatlens.web;

import java.util.Map;

import io.heatlens.web.problem.NotReadyException;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Serves the state of {@code /livez} and {@code /readyz} at the addresses of KServe's V2
 * protocol.
 */
@RestController
@Tag(name = "KServe")
class KServeHealthController {

	private final HealthEndpoint health;

	KServeHealthController(HealthEndpoint health) {
		this.health = health;
	}

	@GetMapping("/v2/health/live")
	Map<String, Boolean> live() {
		return up("liveness", "live");
	}

	@GetMapping("/v2/health/ready")
	Map<String, Boolean> ready() {
		return up("readiness", "ready");
	}

	private Map<String, Boolean> up(String group, String name) {
		HealthDescriptor state = this.health.healthForPath(group);
		if (state == null || !state.getStatus().equals(Status.UP)) {
			throw new NotReadyException("The service is not %s at the moment.".formatted(name));
		}
		return Map.of(name, true);
	}

}
