package io.heatlens.web.kserve;

import java.util.List;

import io.heatlens.web.problem.NotReadyException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.info.BuildProperties;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Serves the metadata of the server, and the state of {@code /livez} and {@code /readyz},
 * at the addresses of the Open Inference Protocol.
 */
@RestController
@Tag(name = "KServe")
class ServerController {

	private final HealthEndpoint health;

	private final ObjectProvider<BuildProperties> build;

	ServerController(HealthEndpoint health, ObjectProvider<BuildProperties> build) {
		this.health = health;
		this.build = build;
	}

	// The protocol's text has the first address, its OpenAPI document the second.
	@GetMapping({ "/v2", "/v2/" })
	@Operation(operationId = "serverMetadata", summary = "The metadata of the server, in the Open Inference Protocol")
	ServerMetadata metadata() {
		BuildProperties known = this.build.getIfAvailable();
		return new ServerMetadata("heatlens", (known != null) ? String.valueOf(known.getVersion()) : "",
				List.of("binary_tensor_data"));
	}

	@GetMapping("/v2/health/live")
	@Operation(operationId = "serverLive", summary = "Whether the service runs")
	ServerLive live() {
		requireUp("liveness", "live");
		return new ServerLive(true);
	}

	@GetMapping("/v2/health/ready")
	@Operation(operationId = "serverReady", summary = "Whether the service takes requests")
	ServerReady ready() {
		requireUp("readiness", "ready");
		return new ServerReady(true);
	}

	private void requireUp(String group, String name) {
		HealthDescriptor state = this.health.healthForPath(group);
		if (state == null || !state.getStatus().equals(Status.UP)) {
			throw new NotReadyException("The service is not %s at the moment.".formatted(name));
		}
	}

	/**
	 * The metadata of the server.
	 *
	 * @param name the name of the server
	 * @param version the version of the service, empty if it is unknown
	 * @param extensions the extensions of the protocol that it takes
	 */
	record ServerMetadata(String name, String version, List<String> extensions) {
	}

	/**
	 * The answer of a liveness probe.
	 *
	 * @param live always true
	 */
	record ServerLive(boolean live) {
	}

	/**
	 * The answer of a readiness probe.
	 *
	 * @param ready always true
	 */
	record ServerReady(boolean ready) {
	}

}
