# Reads app.conf into $message, $colour and $broken, safe to stand in HTML and JSON.
while IFS='=' read -r key value; do
  value=$(printf '%s' "$value" | /bin/busybox tr -d '\\"<>&')
  case $key in
    message) message=$value ;;
    colour) colour=$value ;;
    broken) broken=$value ;;
  esac
done </app/app.conf
container=$(/bin/busybox hostname)
