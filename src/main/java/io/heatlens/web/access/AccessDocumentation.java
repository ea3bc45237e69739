package io.heatlens.web.access;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.springdoc.core.customizers.OpenApiCustomizer;

import org.springframework.stereotype.Component;

/**
 * Describes the API's keys and tokens in the OpenAPI document, so that Swagger UI offers
 * to send one.
 */
@Component
class AccessDocumentation implements OpenApiCustomizer {

	private final AccessPolicy policy;

	AccessDocumentation(AccessPolicy policy) {
		this.policy = policy;
	}

	@Override
	public void customise(OpenAPI api) {
		if (!this.policy.closed()) {
			return;
		}
		if (api.getComponents() == null) {
			api.setComponents(new Components());
		}
		api.getComponents()
			.addSecuritySchemes("key",
					new SecurityScheme().type(SecurityScheme.Type.APIKEY)
						.in(SecurityScheme.In.HEADER)
						.name(ApiKeyFilter.HEADER))
			.addSecuritySchemes("bearer", new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer"));
		api.addSecurityItem(new SecurityRequirement().addList("key"))
			.addSecurityItem(new SecurityRequirement().addList("bearer"));
	}

}
