# Draws what soak.py wrote: gnuplot -e "table='soak.txt'; picture='soak.svg'" soak.gp
set terminal svg size 900,760 font "sans-serif,12" background "#ffffff"
set output picture
set multiplot layout 4,1 margins 0.09,0.97,0.07,0.97 spacing 0.05
set grid linecolor "#dddddd"
set xrange [0:*]
set yrange [0:*]
set key top left horizontal
set format x ""
set ylabel "MB"
plot table using ($1/60):3 with lines linewidth 2 linecolor "#1f5fa8" title "resident memory"
set ylabel "number"
plot table using ($1/60):4 with lines linecolor "#a84f1f" title "descriptors", \
     table using ($1/60):2 with lines linecolor "#888888" title "sessions"
set ylabel "ms"
plot table using ($1/60):5 with points pointtype 7 pointsize 0.4 linecolor "#a81f3f" title "the longest turn of the loop (a bucket's bound)"
set format x "%g"
set xlabel "minutes"
set ylabel "a second"
plot table using ($1/60):7 with lines linecolor "#2f8f4f" title "deliveries"
