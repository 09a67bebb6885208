import re,subprocess,sys
files=subprocess.run(['git','diff','--name-only','--diff-filter=U'],capture_output=True,text=True).stdout.split()
for p in files:
    if p=='package-lock.json': continue
    s=open(p).read()
    def both(m):
        a,b=m[1],m[2]
        la=a.splitlines(True)
        return a+''.join(l for l in b.splitlines(True) if l not in la or l.strip() in ('','}','},',');'))
    s=re.sub(r'<<<<<<< [^\n]*\n(.*?)=======\n(.*?)>>>>>>> [^\n]*\n',both,s,flags=re.S)
    open(p,'w').write(s); print(p)
