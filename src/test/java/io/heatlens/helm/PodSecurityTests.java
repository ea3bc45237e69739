package io.heatlens.helm;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.Volume;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every pod, including those of Jobs and hooks, conforms to the Pod Security Standard
 * "restricted"; in addition its root file system is read-only and no token is mounted.
 */
@ParameterizedClass(name = "{0}")
@MethodSource("io.heatlens.helm.Chart#renderings")
@Tag("slow")
class PodSecurityTests {

	private final Rendering rendering;

	PodSecurityTests(String option, Rendering rendering) {
		this.rendering = rendering;
	}

	@Test
	void podsAreRestricted() {
		assertThat(this.rendering.pods()).isNotEmpty().allSatisfy((pod) -> {
			PodSecurityContext security = pod.getSpec().getSecurityContext();
			assertThat(security.getRunAsNonRoot()).isTrue();
			assertThat(security.getRunAsUser()).isNotEqualTo(Long.valueOf(0));
			assertThat(security.getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
			assertThat(pod.getSpec().getAutomountServiceAccountToken()).isFalse();
			assertThat(Stream.of(pod.getSpec().getHostNetwork(), pod.getSpec().getHostPID(), pod.getSpec().getHostIPC())
				.filter(Objects::nonNull)).isEmpty();
			assertThat(pod.getSpec().getVolumes()).allMatch(PodSecurityTests::allowed);
		});
	}

	// the image volume is allowed since Kubernetes 1.33
	private static boolean allowed(Volume volume) {
		return Stream
			.of(volume.getConfigMap(), volume.getCsi(), volume.getDownwardAPI(), volume.getEmptyDir(),
					volume.getEphemeral(), volume.getPersistentVolumeClaim(), volume.getProjected(), volume.getSecret(),
					volume.getImage())
			.anyMatch(Objects::nonNull);
	}

	@Test
	void containersAreRestrictedAndHaveLimits() {
		List<Container> containers = this.rendering.pods().stream().flatMap(WiringTests::containers).toList();
		assertThat(containers).allSatisfy((container) -> {
			SecurityContext security = container.getSecurityContext();
			assertThat(security.getAllowPrivilegeEscalation()).isFalse();
			assertThat(security.getReadOnlyRootFilesystem()).isTrue();
			assertThat(security.getCapabilities().getDrop()).containsExactly("ALL");
			assertThat(security.getCapabilities().getAdd()).isEmpty();
			assertThat(security.getPrivileged()).isNull();
			assertThat(container.getPorts()).allMatch((port) -> port.getHostPort() == null);
			assertThat(container.getResources().getLimits()).containsKey("memory");
			assertThat(container.getResources().getRequests()).containsKeys("cpu", "memory");
		});
	}

}
