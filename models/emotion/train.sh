#!/bin/sh
# Makes the emotion model anew, in two steps: the network learns from the taggers' votes (about two
# hours on two cores), then its last layer from several opinions (minutes).
#
#   sh models/emotion/train.sh DATA TEACHER OUT
#
# DATA: the folder of FER2013's strips; TEACHER: the folder of face-api's expression network, or its
# answers as CSV; OUT: a new folder for the model. Run again after an interruption, it goes on.
set -eu
[ $# -eq 3 ] || { sed -n '2,9s/^# \{0,1\}//p' "$0"; exit 2; }
moodspeaker=${MOODSPEAKER:-moodspeaker}
resume=
[ ! -e "$3/votes/training" ] || resume=--resume
"$moodspeaker" train --data "$1" --epochs 60 --out "$3/votes" $resume
"$moodspeaker" train --data "$1" --from "$3/votes" --head \
  --teacher "$2" --mixture ferplus=0.3,teacher=0.5,label=0.2 --neutral-by-votes --balance 0.5 \
  --bias anger=-0.1,disgust=-0.2,fear=-1.1,neutral=-0.5,sadness=0.2,surprise=0.7 \
  --resting neutral=1,sadness=0.1,anger=0.06,contempt=0.06,disgust=0.06,fear=0.06,happiness=0.06,surprise=0.06 \
  --out "$3"
