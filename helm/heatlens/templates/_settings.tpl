{{- /* heatlens.engine.max-batch becomes HEATLENS_ENGINE_MAXBATCH: the name that Spring reads. */ -}}
{{- define "heatlens.settings" -}}
{{- range $group, $settings := omit .Values.heatlens "security" }}
{{- range $name, $value := omit $settings "sources" }}
{{- if not (or (kindIs "invalid" $value) (eq (toString $value) "")) }}
- name: {{ printf "HEATLENS_%s_%s" $group ($name | replace "-" "") | upper }}
  value: {{ ternary (printf "%.0f" $value) (toString $value) (kindIs "float64" $value) | quote }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}

{{- define "heatlens.env" -}}
# rounded up, as the scheduler's quota lets that many threads run; the node's CPUs where there is no limit
- name: CPU_LIMIT
  valueFrom:
    resourceFieldRef:
      containerName: {{ .container }}
      resource: limits.cpu
      divisor: "1"
- name: JAVA_TOOL_OPTIONS
  value: {{ printf "-XX:ActiveProcessorCount=$(CPU_LIMIT) %s" .root.Values.javaOptions | trim | quote }}
{{- include "heatlens.settings" .root }}
{{- if include "heatlens.hasStore" .root }}
- name: HEATLENS_MODELS_STORE
  value: /models
{{- end }}
{{- with .root.Values.extraEnv }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{- /* The seconds in heatlens.request.timeout. */ -}}
{{- define "heatlens.timeoutSeconds" -}}
{{ .Values.heatlens.request.timeout | trimSuffix "s" }}
{{- end }}

{{- /* 10MB becomes 10m: the unit nginx knows. */ -}}
{{- define "heatlens.nginxSize" -}}
{{ index .Values.heatlens.upload "max-size" | trimSuffix "B" | lower }}
{{- end }}

{{- /* 3Gi becomes (3 * 1024 ^ 3), for PromQL. */ -}}
{{- define "heatlens.bytes" -}}
{{- $powers := dict "K" 1 "M" 2 "G" 3 "T" 4 -}}
{{- $number := regexFind "^[0-9.]+" (toString .) -}}
{{- $unit := trimPrefix $number (toString .) | upper -}}
{{- if $unit -}}
({{ $number }} * {{ ternary 1024 1000 (hasSuffix "I" $unit) }} ^ {{ get $powers (substr 0 1 $unit) }})
{{- else -}}
{{ $number }}
{{- end -}}
{{- end }}
