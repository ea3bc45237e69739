{{- define "heatlens.name" -}}
{{ .Values.nameOverride | default .Chart.Name | trunc 50 | trimSuffix "-" }}
{{- end }}

{{- /* Cut to 50 characters: a Job's pods add up to eleven to it and must stay below 64. */ -}}
{{- define "heatlens.fullname" -}}
{{- $name := include "heatlens.name" . -}}
{{- if .Values.fullnameOverride -}}
{{ .Values.fullnameOverride | trunc 50 | trimSuffix "-" }}
{{- else if contains $name .Release.Name -}}
{{ .Release.Name | trunc 50 | trimSuffix "-" }}
{{- else -}}
{{ printf "%s-%s" .Release.Name $name | trunc 50 | trimSuffix "-" }}
{{- end -}}
{{- end }}

{{- define "heatlens.serviceAccountName" -}}
{{ .Values.serviceAccount.name | default (ternary (include "heatlens.fullname" .) "default" .Values.serviceAccount.create) }}
{{- end }}

{{- define "heatlens.selector" -}}
app.kubernetes.io/name: {{ include "heatlens.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "heatlens.labels" -}}
{{ include "heatlens.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" }}
{{- end }}

{{- define "heatlens.image" -}}
{{- if .Values.image.digest -}}
{{ .Values.image.repository }}@{{ .Values.image.digest }}
{{- else -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end -}}
{{- end }}

{{- define "heatlens.claim" -}}
{{ .Values.models.volume.existingClaim | default (ternary (printf "%s-models" (include "heatlens.fullname" .)) "" .Values.models.volume.create) }}
{{- end }}

{{- define "heatlens.keysSecret" -}}
{{- with .Values.heatlens.security -}}
{{ .existingSecret | default (ternary (printf "%s-api-keys" (include "heatlens.fullname" $)) "" (not (empty (index . "api-keys")))) }}
{{- end -}}
{{- end }}

{{- /* Whether there is a folder of models beside the embedded one. */ -}}
{{- define "heatlens.hasStore" -}}
{{- if or .Values.models.image.reference (include "heatlens.claim" .) .Values.heatlens.models.sources }}true{{ end -}}
{{- end }}
